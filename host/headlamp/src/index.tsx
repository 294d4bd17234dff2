// Registers the section on the details page of every Service. The element decides what the controller would do; this plug-in only
// passes it Headlamp's objects.

import 'clbplan-element';
import { DetailsViewSectionProps, registerDetailsViewSection } from '@kinvolk/headlamp-plugin/lib';
import { LoadBalancer } from './section';

registerDetailsViewSection(({ resource }: DetailsViewSectionProps) =>
  resource?.kind === 'Service' ? <LoadBalancer service={resource} /> : null
);
