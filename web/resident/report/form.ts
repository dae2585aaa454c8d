// The form of a report, in the person's language.
import type { Component, Schema } from '../../shared/form/schema';
import { say } from '../texts';

const LONGEST_WORDS = 2000;
const MOBILE = '^1[3-9]\\d{9}$';
const IN_SECRET = '=contact = "secret"';
const FOR_ONESELF = '=not(behalf)';

function field(type: string, key: string, label: string, more: Partial<Component> = {}): Component {
  return { type, id: key, key, label, ...more };
}

/** Give the form: words first, everything else may be left out but how one may be reached. */
export function reportForm(): Schema {
  const contacts = [
    { value: 'reachable', label: say('contact_reachable') },
    { value: 'relay', label: say('contact_relay') },
    { value: 'secret', label: say('contact_secret') },
  ];
  return {
    type: 'default',
    id: 'report',
    schemaVersion: 19,
    components: [
      field('textarea', 'words', say('report_words'), { description: say('report_words_help'), validate: { required: true, maxLength: LONGEST_WORDS } }),
      field('textfield', 'place', say('report_place'), { description: say('report_place_help'), properties: { shaodaoType: 'place' }, validate: { required: true } }),
      field('filepicker', 'attachments', say('report_photos'), { multiple: true, properties: { shaodaoType: 'photo' } }),
      field('radio', 'contact', say('report_contact'), { values: contacts, defaultValue: 'reachable', validate: { required: true } }),
      field('textfield', 'phone', say('report_phone'), {
        conditional: { hide: IN_SECRET },
        validate: { required: true, pattern: MOBILE, patternErrorMessage: say('report_phone_wrong') },
      }),
      field('textfield', 'name', say('report_person'), { conditional: { hide: IN_SECRET }, validate: { maxLength: 30 } }),
      field('checkbox', 'behalf', say('report_behalf')),
      field('textfield', 'on_behalf_of', say('report_behalf_of'), { conditional: { hide: FOR_ONESELF }, validate: { maxLength: 30 } }),
    ],
  };
}
