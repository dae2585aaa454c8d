// The front door: two ways for residents, one for staff.
import { openFrame } from '../../shared/plain';

openFrame();
