import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";

const words: Record<number, { title: string; text: string }> = {
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
    title: "Too many at once",
    text: "The server is busy. Try again in a few seconds; nothing was lost.",
  },
};

/** What went wrong, and the way on. Names a request, never what was in it. */
export function ErrorPage({ status, requestId }: { status: number; requestId?: string | undefined }) {
  const { title, text } = words[status] ?? {
    title: "Something went wrong on our side",
    text: "Nothing was saved. Try again; if it stays like this, give your administrator the request’s number.",
  };
  return (
    <main className="error-page" id="main">
      <h1>{title}</h1>
      <p>{text}</p>
      <p>
        <LinkButton href={paths.today()} variant="primary">
          Go to Today
        </LinkButton>
      </p>
      {requestId && status >= 500 && <p className="error-page-request">Request {requestId}</p>}
    </main>
  );
}
