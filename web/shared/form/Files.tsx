// A field for photos, voice and files: each goes to the house at once and stands here with its name.
import { Description, Errors, Label } from '@bpmn-io/form-js-viewer';
import { useState } from 'preact/hooks';
import { classes, type Field } from './field';
import type { House, Stored } from './house';
import { smaller } from './smaller';
import { say, type Key } from './strings';

const CHOOSE: Record<string, Key> = { photo: 'choose_photo', voice: 'choose_voice' };
const ACCEPTED: Record<string, string> = { photo: 'image/*', voice: 'audio/*' };

/** Make the field for a house. */
export function filesField(house: House) {
  function Files({ domId, field, value, errors = [], disabled, readonly, onChange }: Field<string[]>) {
    const ids = value ?? [];
    const [names, setNames] = useState<Record<string, string>>({});
    const [refused, setRefused] = useState('');
    const [busy, setBusy] = useState(false);
    const kind = field.properties?.shaodaoType ?? 'file';
    const several = field.multiple !== undefined && field.multiple !== false;

    async function keep(files: File[]): Promise<void> {
      setBusy(true);
      const kept: Stored[] = [];
      const problems: string[] = [];
      for (const file of files) {
        const stored = await house.keep(kind === 'photo' ? await smaller(file) : file);
        if (typeof stored === 'string') problems.push(stored);
        else kept.push(stored);
      }
      setBusy(false);
      setRefused(problems.join(' '));
      setNames({ ...names, ...Object.fromEntries(kept.map(({ id, name }) => [id, name])) });
      if (kept.length) onChange({ value: [...(several ? ids : []), ...kept.map(({ id }) => id)] });
    }

    function take(input: HTMLInputElement): void {
      const files = [...(input.files ?? [])];
      input.value = '';
      if (files.length) void keep(files);
    }

    const still = disabled || readonly || busy;
    return (
      <div class={classes('files', errors)}>
        <Label htmlFor={domId} label={field.label} required={field.validate?.required ?? false} />
        <ul class="sd-files">
          {ids.map((id, at) => (
            <li key={id}>
              <span>{names[id] ?? say('file_kept', { number: at + 1 })}</span>
              {!still && (
                <button type="button" onClick={() => onChange({ value: ids.filter((each) => each !== id) })}>
                  {say('remove')}
                </button>
              )}
            </li>
          ))}
        </ul>
        <input
          id={domId} class="unseen" type="file" disabled={still} multiple={several}
          accept={field.accept ?? ACCEPTED[kind] ?? ''} aria-describedby={`${domId}-error`}
          onChange={(event) => take(event.currentTarget)}
        />
        <label class="button" for={domId}>{say(CHOOSE[kind] ?? 'choose_file')}</label>
        {busy && <p role="status">{say('sending')}</p>}
        <Description description={field.description ?? ''} />
        <Errors id={`${domId}-error`} errors={refused ? [refused, ...errors] : errors} />
      </div>
    );
  }

  Files.config = {
    type: 'filepicker', keyed: true, name: 'Files', group: 'basic-input', emptyValue: null,
    sanitizeValue: ({ value }: { value: unknown }) => (Array.isArray(value) ? value : null),
    create: (options = {}) => ({ ...options }),
  };
  return Files;
}
