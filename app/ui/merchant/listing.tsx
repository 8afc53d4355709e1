import { Form, Link } from "@remix-run/react";
import { Pagination } from "@shopify/polaris";
import { shellWords } from "../words/shell";
import { TextInput } from "./fields";
import { useWords } from "./language";
import { SubmitButton } from "./submit-button";

/** Filters as links and a search as a form: both are addresses, and work without script. */
export function ListBar(props: {
  label: string;
  filters: { name: string; text: string; url: string; isCurrent: boolean }[];
  search: { label: string; help: string; submit: string; value: string; kept: Record<string, string> };
}) {
  const { search } = props;
  return (
    <div className="bar">
      <nav aria-label={props.label}>
        <ul>
          {props.filters.map(({ name, text, url, isCurrent }) => (
            <li key={name}><Link to={url} {...(isCurrent && { "aria-current": "page" as const })}>{text}</Link></li>
          ))}
        </ul>
      </nav>
      <Form method="get" role="search" key={search.value}>
        {Object.entries(search.kept).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
        <TextInput name="q" type="search" label={search.label} isLabelHidden initial={search.value} placeholder={search.help} lengthMax={100} />
        <SubmitButton>{search.submit}</SubmitButton>
      </Form>
    </div>
  );
}

/** Keyset pages: forward by the last row, back by the pages come through. */
export function ListEnd({ previous, next }: { previous: string | null; next: string | null }) {
  const words = useWords(shellWords);
  if (previous === null && next === null) return null;
  return (
    <div className="end">
      <Pagination
        accessibilityLabel={words.pages}
        accessibilityLabels={{ previous: words.previous, next: words.next }}
        hasPrevious={previous !== null}
        hasNext={next !== null}
        {...(previous !== null && { previousURL: previous })}
        {...(next !== null && { nextURL: next })}
      />
    </div>
  );
}
