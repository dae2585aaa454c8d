// The elements of Element Plus that the desk uses, each with its own style and no more.
import 'element-plus/es/components/base/style/css';
import 'element-plus/es/components/dialog/style/css';
import 'element-plus/es/components/message/style/css';
import 'element-plus/es/components/tabs/style/css';

export { ElDialog, ElMessage, ElTabPane, ElTabs, localeContextKey } from 'element-plus';
