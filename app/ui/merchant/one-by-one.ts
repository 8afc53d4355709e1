import { useFetcher, useRevalidator, type ShouldRevalidateFunction } from "@remix-run/react";
import { useCallback, useEffect, useReducer, useRef } from "react";
import { assertUnreachable } from "../../core/assert";

/** The field that names one thing of a longer list, and the one that tells its answers apart. */
export const stepField = "step";
export const turnField = "turn";

/** A step of a longer work: what stands around it need not be asked again until the work is done. */
export const isStep = ({ formData }: Pick<Parameters<ShouldRevalidateFunction>[0], "formData">): boolean => formData?.has(stepField) ?? false;

type State<R> = { results: ReadonlyMap<string, R>; queue: readonly string[]; current: { key: string; turn: string } | null; plannedCount: number; isStopping: boolean };

type Event<R> =
  | { kind: "start"; keys: readonly string[] }
  | { kind: "begin"; key: string; turn: string }
  | { kind: "end"; results: readonly (readonly [string, R])[] }
  | { kind: "stop" };

function follow<R>(state: State<R>, event: Event<R>): State<R> {
  switch (event.kind) {
    case "start":
      return { ...state, queue: event.keys, plannedCount: event.keys.length, isStopping: false, results: new Map([...state.results].filter(([key]) => !event.keys.includes(key))) };
    case "begin":
      return { ...state, current: { key: event.key, turn: event.turn }, queue: state.queue.filter((key) => key !== event.key) };
    case "end": {
      const ended = new Map(event.results);
      return { ...state, current: null, results: new Map([...state.results, ...ended]), queue: state.isStopping ? [] : state.queue.filter((key) => !ended.has(key)) };
    }
    case "stop":
      return { ...state, isStopping: true, queue: [] };
    default:
      return assertUnreachable(event);
  }
}

export type OneByOne<R> = {
  results: ReadonlyMap<string, R>;
  currentKey: string | null;
  waitingKeys: readonly string[];
  isRunning: boolean;
  /** Of the last start. */
  doneCount: number;
  plannedCount: number;
  start(keys: readonly string[]): void;
  /** What is on its way is not called back; nothing else begins. */
  stop(): void;
};

/**
 * Posts one key after the other to an action, each once the one before was answered. `read`: the result of a key in an
 * answer, and what else it decides, given the keys that still wait.
 */
export function useOneByOne<A extends { turn?: string }, R>(action: string, read: (answer: A, key: string, waiting: readonly string[]) => (readonly [string, R])[]): OneByOne<R> {
  const fetcher = useFetcher<A>();
  const { revalidate } = useRevalidator();
  const [state, tell] = useReducer(follow<R>, { results: new Map(), queue: [], current: null, plannedCount: 0, isStopping: false });
  const turns = useRef(0);
  const { current, queue, isStopping } = state;
  const next = queue[0];
  const answer = fetcher.data as A | undefined;

  useEffect(() => {
    if (current !== null || next === undefined) return;
    turns.current += 1;
    const turn = String(turns.current);
    tell({ kind: "begin", key: next, turn });
    fetcher.submit({ [stepField]: next, [turnField]: turn }, { method: "post", action });
  }, [current, next, action, fetcher]);

  // Until the answer to this very turn is there, the fetcher still holds the one before.
  useEffect(() => {
    if (current === null || fetcher.state !== "idle" || answer === undefined || answer.turn !== current.turn) return;
    const results = read(answer, current.key, queue);
    tell({ kind: "end", results });
    if (isStopping || queue.every((key) => results.some(([ended]) => ended === key))) revalidate();
  }, [current, queue, isStopping, fetcher.state, answer, read, revalidate]);

  const isRunning = current !== null || queue.length > 0;
  return {
    results: state.results,
    currentKey: current?.key ?? null,
    waitingKeys: queue,
    isRunning,
    plannedCount: state.plannedCount,
    doneCount: Math.max(0, state.plannedCount - queue.length - (current === null ? 0 : 1)),
    start: useCallback((keys) => tell({ kind: "start", keys }), []),
    stop: useCallback(() => tell({ kind: "stop" }), []),
  };
}
