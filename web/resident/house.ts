// What the fields of a form may ask the house for, as anybody.
import { choiceOf, type Choice, type House, type Named, type Stored } from '../shared/form/house';
import { ask, get } from '../shared/http';

export const house: House = {
  async keep(file: File): Promise<Stored | string> {
    const body = new FormData();
    body.append('file', file);
    const { answer, problem } = await ask<{ id: string }>('/public/v1/attachments', { method: 'POST', body });
    return answer ? { id: answer.id, name: file.name } : problem.detail;
  },

  async find(_kind: string, words: string): Promise<Choice[]> {
    const { answer } = await get<{ places: Named[] }>(`/public/v1/places?q=${encodeURIComponent(words)}`);
    return (answer?.places ?? []).map(choiceOf);
  },
};
