import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";

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

interface ErrorPageProps {
  status: number;
  requestId?: string | undefined;
  /** Stands inside the frame of a signed-in page, which is the document's main part already. */
  isFramed: boolean;
}

/** What went wrong, and the way on. Names a request, never what was in it. */
export function ErrorPage({ status, requestId, isFramed }: ErrorPageProps) {
  const { title, text } = known[status] ?? {
    title: "Something went wrong on our side",
    text: "Nothing was saved. Try again; if it stays like this, give your administrator the request’s number.",
  };
  const words = (
    <>
      <h1>{title}</h1>
      <p>{text}</p>
      <p>
        <LinkButton href={paths.today()} variant="primary">
          Go to Today
        </LinkButton>
      </p>
      {requestId && status >= 500 && <p className="error-page-request">Request {requestId}</p>}
    </>
  );
  if (isFramed) return <div className="error-page">{words}</div>;
  return (
    <main className="error-page" id="main">
      {words}
    </main>
  );
}
