// How the fields of a form reach the house: staff and residents go through different doors.

export interface Stored {
  id: string;
  name: string;
}

/** What may be chosen: a place or department goes by its code, a person by the id. */
export interface Choice {
  id: string;
  name: string;
  about?: string;
}

export interface House {
  /** Keep a file; gives its id, or a sentence that says why not. */
  keep(file: File): Promise<Stored | string>;
  /** Find places, people or departments by some letters. */
  find(kind: string, words: string): Promise<Choice[]>;
  /** Where the person stands, where that may stand for a place; a sentence that says why not. */
  here?(): Promise<Choice | string>;
}

/** What the house tells of a place or a person. */
export interface Named {
  id: string;
  code?: string;
  name: string;
  path_name?: string;
}

/** Give a choice for what the house told. */
export function choiceOf({ id, code, name, path_name: about }: Named): Choice {
  return { id: code ?? id, name, ...(about && { about }) };
}
