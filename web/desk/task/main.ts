import { open } from '../open';
import TaskPage from './TaskPage.vue';

void open(TaskPage);
