import { cleanText } from "../../app/core/order";
import { isolate } from "../../app/core/shopper-words";

const partLengthMax = 300;

/** A stranger's text on one line, kept apart from the sentence around it. */
export const plain = (text: string): string => isolate(cleanText(text, partLengthMax));
