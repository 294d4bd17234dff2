// The section: the live Service as it stands, or a change to it before it is applied.

import { K8s, useTranslation } from '@kinvolk/headlamp-plugin/lib';
import { SectionBox } from '@kinvolk/headlamp-plugin/lib/CommonComponents';
import { Box, Button, TextField } from '@mui/material';
import { useTheme } from '@mui/material/styles';
import type { ClbPreview } from 'clbplan/element';
import { useEffect, useRef, useState } from 'react';
import { stringify } from 'yaml';
import { words } from './words';

/** A Kubernetes object as the API server gives it. */
type Raw = Record<string, any>;

/** What Headlamp hands over: its own class around the object. */
interface Held {
  jsonData: Raw;
  cluster?: string;
}

/** The controller reads its switches here. */
const SWITCHES = ['tke-service-controller-config', 'kube-system'] as const;

export function LoadBalancer({ service }: { service: Held }) {
  const { i18n } = useTranslation();
  const told = words(i18n?.language);
  const theme = useTheme().palette.mode;
  const live = useLive(service);
  const [draft, setDraft] = useState<string>();

  return (
    <SectionBox
      title={told.title}
      headerProps={{
        actions: [
          draft === undefined ? (
            <Button key="try" onClick={() => setDraft(yaml(service.jsonData))}>
              {told.tryChange}
            </Button>
          ) : (
            <Button key="back" onClick={() => setDraft(undefined)}>
              {told.back}
            </Button>
          ),
        ],
      }}
    >
      {draft !== undefined && (
        <Box mb={2}>
          <TextField
            fullWidth
            multiline
            minRows={12}
            maxRows={30}
            label={told.draft}
            helperText={told.nothingApplied}
            value={draft}
            onChange={event => setDraft(event.target.value)}
            inputProps={{ spellCheck: false, style: { fontFamily: 'monospace' } }}
          />
        </Box>
      )}
      <Preview
        manifest={draft ?? service.jsonData}
        live={live}
        locale={told.locale}
        theme={theme}
      />
    </SectionBox>
  );
}

/** The element: its properties are objects, which React 18 cannot set on an element. */
function Preview({ manifest, live, locale, theme }: Pick<ClbPreview, 'manifest' | 'live' | 'locale' | 'theme'>) {
  const element = useRef<ClbPreview>(null);
  useEffect(() => {
    Object.assign(element.current!, { manifest, live, locale, theme });
  }, [manifest, live, locale, theme]);
  return <clb-preview ref={element} />;
}

/**
 * What the cluster holds and the user may read: other Services share load balancers, nodes and endpoints are the backends, a
 * ConfigMap holds the switches.
 */
function useLive(service: Held): Raw[] {
  const where = { cluster: service.cluster };
  const { Service, Node, EndpointSlice, ConfigMap } = K8s.ResourceClasses;
  const [services] = Service.useList(where);
  const [nodes] = Node.useList(where);
  const [endpoints] = EndpointSlice.useList({ ...where, namespace: service.jsonData.metadata.namespace });
  const [switches] = ConfigMap.useGet(...SWITCHES, where);
  const own = services?.length ? services : [service];
  const held: Held[] = [...own, ...(nodes ?? []), ...(endpoints ?? []), ...(switches ? [switches] : [])];
  // The hooks give new lists at each drawing, also where nothing in them is new.
  const versions = held.map(({ jsonData: { metadata } }) => `${metadata.uid} ${metadata.resourceVersion}`).join();
  const kept = useRef<{ versions: string; objects: Raw[] }>();
  if (kept.current?.versions !== versions) {
    kept.current = { versions, objects: held.map(({ jsonData }) => jsonData) };
  }
  return kept.current.objects;
}

/** The object to be edited, without what only the API server writes. */
function yaml({ status, ...object }: Raw): string {
  const { managedFields, ...metadata } = object.metadata;
  return stringify({ ...object, metadata });
}
