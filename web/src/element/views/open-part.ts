// What is open within a Service: requests, folded lists, a side of the picture.

export interface Parts {
  isOpen: (part: string) => boolean;
  toggled: (part: string, open: boolean) => void;
}
