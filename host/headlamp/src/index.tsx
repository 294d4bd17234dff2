// A section on the details page of every Service. What a controller would do is the element's business alone: this plug-in
// gives it the objects that Headlamp has, and shows it.

import 'clbplan/element';
import { DetailsViewSectionProps, registerDetailsViewSection } from '@kinvolk/headlamp-plugin/lib';
import { LoadBalancer } from './section';

registerDetailsViewSection(({ resource }: DetailsViewSectionProps) =>
  resource?.kind === 'Service' ? <LoadBalancer service={resource} /> : null
);
