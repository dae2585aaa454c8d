// What the fields of a form may ask the house for, as anybody.
import { choiceOf, type Choice, type House, type Named, type Stored } from '../shared/form/house';
import { ask, get } from '../shared/http';
import { say } from './texts';

const POINT = '@';

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

  here: () =>
    new Promise((done) => {
      const found = ({ coords }: GeolocationPosition): void => {
        done({ id: `${POINT}${coords.longitude},${coords.latitude}`, name: say('here') });
      };
      navigator.geolocation.getCurrentPosition(found, () => done(say('here_refused')), { timeout: 10_000 });
    }),
};

/** Give the point that stands for a place in an answer, if one does. */
export function pointOf(place: unknown): { lon: number; lat: number } | null {
  if (typeof place !== 'string' || !place.startsWith(POINT)) return null;
  const [lon = 0, lat = 0] = place.slice(POINT.length).split(',').map(Number);
  return { lon, lat };
}
