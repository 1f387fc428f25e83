const known: Record<number, { title: string; text: string }> = {
  400: {
    title: "This could not be read",
    text: "The form or the address was not complete. Go back and try again.",
  },
  403: {
    title: "Your role does not open this page",
    text: "If you need it for your work, ask your practice’s administrator.",
  },
  404: {
    title: "There is nothing here",
    text: "The address may be mistyped, or the record belongs to a clinic you do not work at.",
  },
  503: {
    title: "Not possible at the moment",
    text: "The practice’s database is busy, starting again or cannot be reached. Try again in a few seconds. If you were saving something, look first whether it is there.",
  },
};

/** What an answer with this status says, and what can be done. */
export const errorWords = (status: number) =>
  known[status] ?? {
    title: "Something went wrong on our side",
    text: "Nothing was saved. Try again; if it stays like this, give your administrator the request’s number.",
  };
