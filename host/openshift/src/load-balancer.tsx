// The tab on the details page of a Service: previews the live Service, or a change before it is applied. The element decides what the
// controller would do; this plug-in only passes it the console's objects.

import "clbplan-element";
import type { PageComponentProps } from "@openshift-console/dynamic-plugin-sdk";
import type { ClbPreview } from "clbplan-element";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { stringify } from "yaml";
import { messages } from "./messages";
import { type KubernetesObject, useLive } from "./use-live-objects";
import { useTheme } from "./use-theme";

export default function LoadBalancer({ obj }: PageComponentProps<KubernetesObject>): ReactElement | null {
  return obj ? <ServicePreview service={obj} /> : null;
}

function ServicePreview({ service }: { service: KubernetesObject }): ReactElement {
  const { i18n } = useTranslation();
  const text = messages(i18n?.language);
  const theme = useTheme();
  const live = useLive(service);
  const [draft, setDraft] = useState<string>();
  const isEdited = draft !== undefined;

  return (
    <section className="pf-v6-c-page__main-section">
      <button type="button" className="pf-v6-c-button pf-m-secondary" onClick={() => setDraft(isEdited ? undefined : editableYaml(service))}>
        {isEdited ? text.back : text.tryChange}
      </button>
      {isEdited && (
        <label className="pf-v6-c-form__group">
          {text.draft}. {text.nothingApplied}
          <span className="pf-v6-c-form-control pf-m-textarea pf-m-resize-vertical">
            <textarea rows={20} spellCheck={false} aria-label={text.draft} value={draft} onChange={({ target }) => setDraft(target.value)} />
          </span>
        </label>
      )}
      <Preview manifest={draft ?? service} live={live} locale={text.locale} theme={theme} />
    </section>
  );
}

type PreviewProps = { manifest: string | KubernetesObject; live: KubernetesObject[] } & Pick<ClbPreview, "locale" | "theme">;

/** The custom element. Its properties are set by hand, because React 18 cannot set objects as properties of an element. */
function Preview({ manifest, live, locale, theme }: PreviewProps): ReactElement {
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    Object.assign(element.current!, { manifest: typeof manifest === "string" ? manifest : [manifest], live, locale, theme });
  }, [manifest, live, locale, theme]);
  return <clb-preview ref={element} />;
}

/** The object as YAML for editing, without what only the API server writes. */
function editableYaml({ status: _, ...object }: KubernetesObject): string {
  const { managedFields: __, ...metadata } = (object.metadata ?? {}) as Record<string, unknown>;
  return stringify({ ...object, metadata });
}
