// Tests which properties the section sets on the element, also while a change is edited. The element itself is tested in a browser.

import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LoadBalancer } from './section';
import './index';

const cluster = vi.hoisted(() => ({
  services: null as any[] | null,
  nodes: null as any[] | null,
  endpoints: null as any[] | null,
  switches: null as any,
  language: 'en',
  sections: [] as any[],
}));

vi.mock('clbplan-element', () => ({}));
vi.mock('@kinvolk/headlamp-plugin/lib', () => ({
  K8s: {
    ResourceClasses: {
      Service: { useList: () => [cluster.services, null] },
      Node: { useList: () => [cluster.nodes, null] },
      EndpointSlice: { useList: ({ namespace }: any) => [namespace === 'shop' ? cluster.endpoints : null, null] },
      ConfigMap: { useGet: (name: string, namespace: string) => [cluster.switches && { ...cluster.switches, asked: `${namespace}/${name}` }, null] },
    },
  },
  useTranslation: () => ({ i18n: { language: cluster.language } }),
  registerDetailsViewSection: (section: any) => cluster.sections.push(section),
}));
vi.mock('@kinvolk/headlamp-plugin/lib/CommonComponents', () => ({
  SectionBox: ({ title, headerProps, children }: any) => (
    <section>
      <h2>{title}</h2>
      {headerProps.actions}
      {children}
    </section>
  ),
}));

const object = (name: string, version = '1') => ({
  jsonData: {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop', uid: name, resourceVersion: version, managedFields: [{ manager: 'kubectl' }] },
    spec: { type: 'LoadBalancer', ports: [{ port: 80 }] },
    status: { loadBalancer: {} },
  },
});

const element = () => document.querySelector('clb-preview') as any;

beforeEach(() => {
  Object.assign(cluster, { services: null, nodes: null, endpoints: null, switches: null, language: 'en' });
  document.body.replaceChildren();
});

describe('the section', () => {
  it('previews the live object', () => {
    const service = object('web');
    render(<LoadBalancer service={service} />);
    expect(element().manifest).toBe(service.jsonData);
    expect(element().live).toEqual([service.jsonData]);
    expect(element().locale).toBe('en');
    expect(element().theme).toBe('light');
  });

  it('passes the other live objects', () => {
    const [web, other] = [object('web'), object('other')];
    cluster.services = [web, other];
    const resource = (kind: string) => ({ jsonData: { kind, metadata: { name: kind, uid: kind, resourceVersion: '1' } } });
    const rest = [resource('Node'), resource('EndpointSlice'), resource('ConfigMap')];
    [cluster.nodes, cluster.endpoints, cluster.switches] = [[rest[0]], [rest[1]], rest[2]];
    render(<LoadBalancer service={web} />);
    expect(element().live).toEqual([web, other, ...rest].map(({ jsonData }) => jsonData));
  });

  it('updates only when an object changes', () => {
    const { rerender } = render(<LoadBalancer service={object('web')} />);
    const first = element().live;
    rerender(<LoadBalancer service={object('web')} />);
    expect(element().live).toBe(first);
    rerender(<LoadBalancer service={object('web', '2')} />);
    expect(element().live).not.toBe(first);
  });

  it('previews a change before it is applied', () => {
    const service = object('web');
    render(<LoadBalancer service={service} />);
    fireEvent.click(screen.getByText('Try a change'));
    const editor = screen.getByLabelText('The Service as it would be applied') as HTMLTextAreaElement;
    expect(editor.value).toContain('name: web');
    expect(editor.value).not.toMatch(/managedFields|status/);
    fireEvent.change(editor, { target: { value: 'kind: Service' } });
    expect(element().manifest).toBe('kind: Service');
    expect(element().live).toEqual([service.jsonData]);
    fireEvent.click(screen.getByText('Back to the live object'));
    expect(element().manifest).toBe(service.jsonData);
  });

  it("uses Headlamp's language", () => {
    cluster.language = 'zh-tw';
    render(<LoadBalancer service={object('web')} />);
    expect(screen.getByText('负载均衡预览')).toBeTruthy();
    expect(element().locale).toBe('zh-CN');
  });
});

describe('the plug-in', () => {
  it('is shown for Services only', () => {
    const [section] = cluster.sections;
    expect(section({ resource: { kind: 'Service' } })).not.toBeNull();
    expect(section({ resource: { kind: 'Pod' } })).toBeNull();
    expect(section({ resource: null })).toBeNull();
  });
});
