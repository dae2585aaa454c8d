// The sentences of the resident's pages that the server did not write already.
import en from '../../engine/texts/en/resident.json';
import zh from '../../engine/texts/zh/resident.json';
import { sayer } from '../shared/texts';

export const say = sayer<keyof typeof zh>({ zh, en });
