interface Known {
  /** Something was sent, and not asked for. */
  isWrite: boolean;
  /** Nothing has come back, and still may. */
  isSilent: boolean;
}

/** What is said when the server does not answer. */
export interface UnansweredWords {
  title: (known: Known) => string;
  text: (known: Known) => string;
  again: string;
}

export const unansweredWords: UnansweredWords = {
  title: ({ isSilent, isWrite }) => (isSilent ? "No answer yet:" : isWrite ? "Not sent:" : "Not loaded:"),
  text: ({ isSilent, isWrite }) =>
    `the practice’s server ${isSilent ? "is silent" : "could not be reached"}. ` +
    `${isWrite ? "What you typed is still here" : "This page is as it was"}; ${isSilent ? "wait, or " : ""}try again.`,
  again: "Try again",
};
