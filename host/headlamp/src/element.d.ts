// `<clb-preview>` in JSX: properties are set on the element itself.

/// <reference types="@kinvolk/headlamp-plugin" />

declare namespace JSX {
  interface IntrinsicElements {
    'clb-preview': import('react').DetailedHTMLProps<import('react').HTMLAttributes<HTMLElement>, any>;
  }
}
