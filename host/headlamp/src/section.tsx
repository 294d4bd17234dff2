// The section on the details page: previews the live Service, or a change before it is applied.

import { K8s, useTranslation } from '@kinvolk/headlamp-plugin/lib';
import { SectionBox } from '@kinvolk/headlamp-plugin/lib/CommonComponents';
import { Box, Button, TextField } from '@mui/material';
import { useTheme } from '@mui/material/styles';
import type { ClbPreview } from 'clbplan-element';
import { useEffect, useRef, useState } from 'react';
import { stringify } from 'yaml';
import { messages } from './messages';

/** A Kubernetes object as the API server returns it. */
type KubernetesObject = Record<string, any>;

/** Headlamp's wrapper around an object. */
interface HeadlampResource {
  jsonData: KubernetesObject;
  cluster?: string;
}

/** The ConfigMap with the controller's switches: name and namespace. */
const CONFIG_MAP = ['tke-service-controller-config', 'kube-system'] as const;

export function LoadBalancer({ service }: { service: HeadlampResource }) {
  const { i18n } = useTranslation();
  const text = messages(i18n?.language);
  const theme = useTheme().palette.mode;
  const live = useLive(service);
  const [draft, setDraft] = useState<string>();

  return (
    <SectionBox
      title={text.title}
      headerProps={{
        actions: [
          draft === undefined ? (
            <Button key="try" onClick={() => setDraft(editableYaml(service.jsonData))}>
              {text.tryChange}
            </Button>
          ) : (
            <Button key="back" onClick={() => setDraft(undefined)}>
              {text.back}
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
            label={text.draft}
            helperText={text.nothingApplied}
            value={draft}
            onChange={event => setDraft(event.target.value)}
            inputProps={{ spellCheck: false, style: { fontFamily: 'monospace' } }}
          />
        </Box>
      )}
      <Preview
        manifest={draft ?? service.jsonData}
        live={live}
        locale={text.locale}
        theme={theme}
      />
    </SectionBox>
  );
}

/** The custom element. Its properties are set by hand, because React 18 cannot set objects as properties of an element. */
function Preview({ manifest, live, locale, theme }: Pick<ClbPreview, 'manifest' | 'live' | 'locale' | 'theme'>) {
  const element = useRef<ClbPreview>(null);
  useEffect(() => {
    Object.assign(element.current!, { manifest, live, locale, theme });
  }, [manifest, live, locale, theme]);
  return <clb-preview ref={element} />;
}

/**
 * The live objects that the user may read: other Services, which can share load balancers; nodes and endpoints, which are the
 * backends; and the ConfigMap with the switches.
 */
function useLive(service: HeadlampResource): KubernetesObject[] {
  const where = { cluster: service.cluster };
  const { Service, Node, EndpointSlice, ConfigMap } = K8s.ResourceClasses;
  const [services] = Service.useList(where);
  const [nodes] = Node.useList(where);
  const [endpoints] = EndpointSlice.useList({ ...where, namespace: service.jsonData.metadata.namespace });
  const [switches] = ConfigMap.useGet(...CONFIG_MAP, where);
  const allServices = services?.length ? services : [service];
  const resources: HeadlampResource[] = [...allServices, ...(nodes ?? []), ...(endpoints ?? []), ...(switches ? [switches] : [])];
  // The hooks return new lists at every render, even if no object has changed.
  const versions = resources.map(({ jsonData: { metadata } }) => `${metadata.uid} ${metadata.resourceVersion}`).join();
  const previous = useRef<{ versions: string; objects: KubernetesObject[] }>();
  if (previous.current?.versions !== versions) {
    previous.current = { versions, objects: resources.map(({ jsonData }) => jsonData) };
  }
  return previous.current.objects;
}

/** The object as YAML for editing, without the fields that only the API server writes. */
function editableYaml({ status, ...object }: KubernetesObject): string {
  const { managedFields, ...metadata } = object.metadata;
  return stringify({ ...object, metadata });
}
