// The tab: for each cluster of the entity, previews its live Services, or a change before it is applied.

import "clbplan-element";
import { useEntity } from "@backstage/plugin-catalog-react";
import { useKubernetesObjects } from "@backstage/plugin-kubernetes-react";
import type { ClbPreview } from "clbplan-element";
import { type ReactElement, useEffect, useMemo, useRef, useState } from "react";
import { stringify } from "yaml";
import { type Messages, messages } from "./messages";
import { type Cluster, type KubernetesObject, clustersIn } from "./services-of-entity";
import { useLanguage } from "./use-language";
import { useTheme } from "./use-theme";

export function LoadBalancers(): ReactElement {
  const { entity } = useEntity();
  const text = messages(useLanguage());
  const { kubernetesObjects, error } = useKubernetesObjects(entity);
  const clusters = useStable(useMemo(() => (kubernetesObjects ? clustersIn(kubernetesObjects) : undefined), [kubernetesObjects]));
  if (!clusters) return <p role={error ? "alert" : "status"}>{error ? `${text.failed} ${error}` : text.loading}</p>;
  return (
    <>
      {clusters.map((cluster) => (
        <ClusterPreview key={cluster.name} cluster={cluster} text={text} />
      ))}
    </>
  );
}

/** The objects are read again every ten seconds; only other ones are another value. */
function useStable<Value>(value: Value): Value {
  const previous = useRef({ text: "", value });
  const text = JSON.stringify(value) ?? "";
  if (previous.current.text !== text) previous.current = { text, value };
  return previous.current.value;
}

function ClusterPreview({ cluster: { name, services, hasErrors }, text }: { cluster: Cluster; text: Messages }): ReactElement {
  const theme = useTheme();
  const [draft, setDraft] = useState<string>();
  const isEdited = draft !== undefined;
  return (
    <section>
      <h2>{name}</h2>
      {hasErrors && <p role="alert">{text.failed}</p>}
      {services.length === 0 ? (
        <p>{text.none}</p>
      ) : (
        <>
          <button type="button" onClick={() => setDraft(isEdited ? undefined : services.map(editableYaml).join("---\n"))}>
            {isEdited ? text.back : text.tryChange}
          </button>
          {isEdited && (
            <p>
              {text.nothingApplied}
              <textarea rows={20} style={{ width: "100%", fontFamily: "monospace" }} spellCheck={false} aria-label={text.draft} value={draft} onChange={({ target }) => setDraft(target.value)} />
            </p>
          )}
          <Preview manifest={draft ?? services} live={services} locale={text.locale} theme={theme} />
        </>
      )}
    </section>
  );
}

type PreviewProps = { manifest: string | KubernetesObject[]; live: KubernetesObject[] } & Pick<ClbPreview, "locale" | "theme">;

/** The custom element. Its properties are set by hand, because React 18 cannot set objects as properties of an element. */
function Preview({ manifest, live, locale, theme }: PreviewProps): ReactElement {
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    Object.assign(element.current!, { manifest, live, locale, theme });
  }, [manifest, live, locale, theme]);
  return <clb-preview ref={element} />;
}

/** The object as YAML for editing, without what only the API server writes. */
function editableYaml({ status: _, ...object }: KubernetesObject): string {
  const { managedFields: __, ...metadata } = (object.metadata ?? {}) as Record<string, unknown>;
  return stringify({ ...object, metadata });
}
