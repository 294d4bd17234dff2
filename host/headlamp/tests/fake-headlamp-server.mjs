// The answers of Headlamp's server to its frontend: the list of clusters, the plug-in, and the API of one cluster. As from the API
// server, the items of lists have no kind.

const meta = (name, namespace, rest) => ({
  name,
  namespace,
  uid: name,
  resourceVersion: '1',
  creationTimestamp: '2026-01-01T00:00:00Z',
  ...rest,
});

const service = {
  metadata: meta('web', 'shop', {
    annotations: { 'service.kubernetes.io/tke-existed-lbid': 'lb-aaaaaaaa' },
    finalizers: ['service.k8s.tencent/resources'],
  }),
  spec: {
    type: 'LoadBalancer',
    clusterIP: '10.0.0.1',
    clusterIPs: ['10.0.0.1'],
    externalTrafficPolicy: 'Cluster',
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    selector: { app: 'web' },
    ports: [{ name: 'http', port: 80, nodePort: 30080, protocol: 'TCP', targetPort: 80 }],
  },
  status: { loadBalancer: { ingress: [{ ip: '203.0.113.9' }] } },
};

const node = {
  metadata: meta('node-1', undefined, { labels: { 'kubernetes.io/os': 'linux' } }),
  spec: { providerID: 'qcloud:///100003/ins-aaaaaaaa' },
  status: {
    addresses: [{ type: 'InternalIP', address: '10.1.0.1' }],
    conditions: [{ type: 'Ready', status: 'True' }],
  },
};

const list = (kind, apiVersion, items) => ({ kind: `${kind}List`, apiVersion, metadata: { resourceVersion: '1' }, items });

const API = {
  '/api/v1/namespaces/shop/services/web': { kind: 'Service', apiVersion: 'v1', ...service },
  '/api/v1/services': list('Service', 'v1', [service]),
  '/api/v1/nodes': list('Node', 'v1', [node]),
  '/api/v1/namespaces/shop/endpoints': list('Endpoints', 'v1', []),
  '/api/v1/namespaces/shop/events': list('Event', 'v1', []),
  '/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices': list('EndpointSlice', 'discovery.k8s.io/v1', []),
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews': { status: { allowed: true } },
  '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews': { status: { resourceRules: [] } },
};

/** The answers by path, for the tests' server. */
export function routes(plugin, packageJson) {
  const PLUGIN = '/plugins/clbplan-headlamp';
  const answers = {
    '/config': { clusters: [{ name: 'main', server: 'https://cluster.invalid', auth_type: '' }] },
    '/plugins': [{ name: 'clbplan-headlamp', path: PLUGIN.slice(1), type: 'user' }],
    [`${PLUGIN}/package.json`]: packageJson,
    ...Object.fromEntries(Object.entries(API).map(([path, answer]) => [`/clusters/main${path}`, answer])),
  };
  return {
    ...Object.fromEntries(Object.entries(answers).map(([path, answer]) => [path, () => JSON.stringify(answer)])),
    [`${PLUGIN}/main.js`]: () => plugin,
  };
}
