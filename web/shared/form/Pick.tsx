// A field for a place, a person or a department: some letters bring what there is, one is chosen.
import { Description, Errors, Label } from '@bpmn-io/form-js-viewer';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { calmly } from '../http';
import { classes, type Field } from './field';
import type { Choice, House } from './house';
import { say } from './strings';

/** Make the field for a house. */
export function pickField(house: House) {
  function Pick({ domId, field, value, errors = [], disabled, readonly, onChange }: Field<string>) {
    const kind = field.properties?.shaodaoType ?? 'place';
    const [words, setWords] = useState('');
    const [found, setFound] = useState<Choice[] | null>(null);
    const [name, setName] = useState('');
    const [refused, setRefused] = useState('');
    const search = useMemo(() => searcher(house, kind, setFound), [kind]);
    const still = disabled || readonly;

    // What stood there before the form was opened has a name, too.
    useEffect(() => {
      if (value && !name) void house.find(kind, value).then((all) => setName(all.find(({ id }) => id === value)?.name ?? ''));
    }, [value]);

    function choose(choice: Choice): void {
      setName(choice.name);
      setFound(null);
      onChange({ value: choice.id });
    }

    async function stand(): Promise<void> {
      const place = await house.here?.();
      if (typeof place === 'object') choose(place);
      setRefused(typeof place === 'string' ? place : '');
    }

    function again(): void {
      setWords('');
      onChange({ value: '' });
    }

    return (
      <div class={classes('pick', errors)}>
        <Label htmlFor={domId} label={field.label} required={field.validate?.required ?? false} />
        {value ? (
          <p class="sd-picked">
            <output id={domId}>{name || value}</output>
            {!still && <button type="button" onClick={again}>{say('pick_again')}</button>}
          </p>
        ) : (
          <input
            id={domId} class="fjs-input" type="search" autocomplete="off" disabled={still} value={words}
            placeholder={say('pick_search')} aria-describedby={`${domId}-error`}
            onInput={(event) => {
              setWords(event.currentTarget.value);
              search(event.currentTarget.value);
            }}
          />
        )}
        {found && !value && <Choices found={found} choose={choose} />}
        {house.here && !value && <button type="button" onClick={() => void stand()}>{say('pick_here')}</button>}
        <Description description={field.description ?? ''} />
        <Errors id={`${domId}-error`} errors={refused ? [refused, ...errors] : errors} />
      </div>
    );
  }

  Pick.config = {
    type: 'sd_pick', keyed: true, name: 'Pick', group: 'selection', emptyValue: '',
    sanitizeValue: ({ value }: { value: unknown }) => (typeof value === 'string' ? value : ''),
    create: (options = {}) => ({ ...options }),
  };
  return Pick;
}

function Choices({ found, choose }: { found: Choice[]; choose(choice: Choice): void }) {
  if (!found.length) return <p role="status">{say('pick_nothing')}</p>;
  return (
    <ul class="sd-choices">
      {found.map((choice) => (
        <li key={choice.id}>
          <button type="button" onClick={() => choose(choice)}>
            {choice.name} {choice.about && <small>{choice.about}</small>}
          </button>
        </li>
      ))}
    </ul>
  );
}

function searcher(house: House, kind: string, show: (found: Choice[] | null) => void): (words: string) => void {
  const asked = { words: '' };
  const ask = calmly(async (isNewest) => {
    const found = asked.words ? await house.find(kind, asked.words) : null;
    if (isNewest()) show(found);
  });
  return (words) => {
    asked.words = words.trim();
    ask();
  };
}
