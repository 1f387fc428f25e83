import { useMatches } from "@remix-run/react";
import { unansweredWords, type UnansweredWords } from "~/words/unanswered";

/** What a route's `handle` says about the document around its page. */
export interface PageHandle {
  /** A patient's page: nobody's sign-in frames it, whoever opened it. */
  isPatients?: boolean;
  /** The language its data is in; English where it does not say. */
  language?: (data: unknown) => string;
  /** What is said in that language when the server does not answer; English where it does not say. */
  unanswered?: (data: unknown) => UnansweredWords;
}

export function useUnansweredWords(): UnansweredWords {
  const page = useMatches().at(-1);
  const handle = page?.handle as PageHandle | undefined;
  return page?.data ? (handle?.unanswered?.(page.data) ?? unansweredWords) : unansweredWords;
}

export const usePageHandle = () => useMatches().at(-1)?.handle as PageHandle | undefined;

export function useDocumentLanguage(): string {
  const page = useMatches().at(-1);
  const handle = page?.handle as PageHandle | undefined;
  return page?.data ? (handle?.language?.(page.data) ?? "en") : "en";
}
