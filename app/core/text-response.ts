/** An answer whose text is known whole: our server sends the text itself, where a plain Response lets it only be streamed. */
export class TextResponse extends Response {
  readonly wholeText: string;
  constructor(text: string, init?: ResponseInit) {
    super(text, init);
    this.wholeText = text;
  }
}
