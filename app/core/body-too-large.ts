/** What reading a form gives instead of it when more was sent than its door takes; told by its name, whatever bundle made it. */
export class BodyTooLarge extends Error {
  constructor() {
    super("More was sent than this door takes");
    this.name = "BodyTooLarge";
  }
}

export const isBodyTooLarge = (error: unknown): boolean => error instanceof Error && error.name === "BodyTooLarge";
