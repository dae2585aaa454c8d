// How the fields of a form reach the house: staff and residents go through different doors.

export interface Stored {
  id: string;
  name: string;
}

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
}
