// What the fields of a form may ask the house for, as staff.
import { choiceOf, type Choice, type House, type Named, type Stored } from '../shared/form/house';
import { read, upload } from './client';

const LISTS: Record<string, string> = {
  place: '/api/v1/places?',
  department: '/api/v1/places?',
  person: '/api/v1/people?',
};

export const house: House = {
  async keep(file: File): Promise<Stored | string> {
    const { answer, problem } = await upload<{ id: string }>('/api/v1/attachments', file);
    return answer ? { id: answer.id, name: file.name } : problem.detail;
  },

  async find(kind: string, words: string): Promise<Choice[]> {
    const { answer } = await read<Record<string, Named[]>>(`${LISTS[kind]}q=${encodeURIComponent(words)}`);
    const rows = Object.values(answer ?? {}).find(Array.isArray) ?? [];
    return rows.map(choiceOf);
  },
};
