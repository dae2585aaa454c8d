// The fields a form may have: those of form-js, with ours for files and for who or where.
import { FormFields } from '@bpmn-io/form-js-viewer';
import { filesField } from './Files';
import type { House } from './house';
import { pickField } from './Pick';
import { translate } from './strings';

/** Give what form-js is told apart from the drawing: the fields for a house, and our words. */
export function moduleFor(house: House) {
  class Fields extends FormFields {
    constructor() {
      super();
      this.register('filepicker', filesField(house));
      this.register('sd_pick', pickField(house));
    }
  }
  return { formFields: ['type', Fields], translate: ['value', translate] };
}
