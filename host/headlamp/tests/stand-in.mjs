// A stand-in for Headlamp: the libraries it gives to plug-ins as `pluginLib`, its hooks with fixed answers, one details page.
import * as Iconify from '@iconify/react';
import * as MuiMaterial from '@mui/material';
import * as styles from '@mui/material/styles';
import * as React from 'react';
import * as ReactDOM from 'react-dom';
import { createRoot } from 'react-dom/client';
import * as ReactJSX from 'react/jsx-runtime';

const held = (kind, name, namespace, rest) => ({
  kind,
  jsonData: { apiVersion: 'v1', kind, metadata: { name, namespace, uid: name, resourceVersion: '1' }, ...rest },
});
const service = held('Service', 'web', 'shop', {
  spec: { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80, nodePort: 30080, protocol: 'TCP', targetPort: 80 }] },
});
const sections = [];

globalThis.pluginLib = {
  React,
  ReactDOM,
  ReactJSX,
  Iconify,
  MuiMaterial: { ...MuiMaterial, styles },
  CommonComponents: {
    SectionBox: ({ title, headerProps, children }) =>
      React.createElement('section', null, React.createElement('h2', null, title), headerProps?.actions, children),
  },
  K8s: {
    ResourceClasses: {
      Service: { useList: () => [[service], null] },
      ConfigMap: { useGet: () => [null, null] },
    },
  },
  useTranslation: () => ({ i18n: { language: 'en' }, t: text => text }),
  registerDetailsViewSection: section => sections.push(section),
};

const source = await (await fetch('/plugin/main.js')).text();
// As Headlamp runs a plug-in: its text, by a function made of it.
new Function('pluginLib', source)(globalThis.pluginLib);
createRoot(document.getElementById('root')).render(sections.map(section => section({ resource: service })));
