/** The body of a `text/csv` request; a class, so that no route that expects JSON takes it for something else. */
export class CsvText {
  constructor(readonly text: string) {}
}
