import { cleanText } from "./order";

export const searchLengthMax = 100;

/** What a person looks for, as a query may hold it. */
export const searchText = (typed: string | null): string => cleanText(typed ?? "", searchLengthMax);
