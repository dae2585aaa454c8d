import { open } from '../open';
import CasePage from './CasePage.vue';

void open(CasePage);
