import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { errorWords } from "~/words/errors";

interface ErrorPageProps {
  status: number;
  requestId?: string | undefined;
  /** Stands inside the frame of a signed-in page, which is the document's main part already. */
  isFramed: boolean;
}

/** What went wrong, and the way on. Names a request, never what was in it. */
export function ErrorPage({ status, requestId, isFramed }: ErrorPageProps) {
  const { title, text } = errorWords(status);
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
