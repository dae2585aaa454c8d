// What the house tells about tasks and cases.
import type { Answers } from '../shared/form/sd-form';
import type { Schema } from '../shared/form/schema';

export interface Place {
  id: string;
  code: string;
  name: string;
  path_name: string;
}

export interface TaskCard {
  id: string;
  name: string;
  case: string;
  summary: string | null;
  category: string | null;
  stage_name: string;
  place: Place | null;
  due: string | null;
  opened: string;
  urges: number;
}

export type Counts = Record<'mine' | 'unit' | 'watching' | 'done', string>;

export interface TaskList {
  tasks: TaskCard[];
  count: string;
  next: string | null;
}

export interface Task extends TaskCard {
  state: string;
  form: Schema | null;
  inputs: Answers;
  draft: { answers: Answers; at: string } | null;
  answers: Answers | null;
}

export interface Action {
  id: string;
  name: string;
  message: string;
  form: Schema | null;
  inputs: Answers;
}

export interface Clock {
  key: string;
  name: string;
  due: string | null;
  state: string;
  holder: { name: string } | null;
}

export interface Attachment {
  id: string;
  kind: string;
  at: string;
}

export interface OpenTask {
  id: string;
  name: string;
  role: string;
  unit: { code: string; name: string } | null;
  due: string | null;
  assigned_to: { id: string; name: string } | null;
  mine: boolean;
}

export interface Case {
  number: string;
  kind: string;
  state: string;
  stage: string;
  stage_name: string;
  outcome: string | null;
  category: string | null;
  summary: string | null;
  words: string | null;
  place: Place | null;
  opened_at: string;
  closed_at: string | null;
  due: string | null;
  reporter: { contact: string; masked: string | null; revealable: boolean } | null;
  clocks: Clock[];
  tasks: OpenTask[];
  links: { number: string; kind: string; relation: string }[];
  actions: Action[];
  attachments: Attachment[];
}

export interface Answer {
  field: string;
  label: string;
  text: string;
}

export interface Entry {
  seq: number;
  at: string;
  what: string;
  more: string[];
  answers: Answer[];
  words: Answer[];
}

export interface Diagram {
  files: { process: string; name: string; xml: string }[];
  tokens: { process: string; element: string; count: number }[];
  passed: string[];
}

export interface Found {
  number: string;
  state: string;
  stage_name: string;
  category: string | null;
  summary: string | null;
  place: Place | null;
  opened_at: string;
}
