import Desk from './TaskBoxes.vue';
import { open } from './open';

void open(Desk);
