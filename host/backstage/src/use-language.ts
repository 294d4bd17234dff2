// The language that is chosen in Backstage's settings.

import { appLanguageApiRef, useApi } from "@backstage/frontend-plugin-api";
import { useEffect, useState } from "react";

export function useLanguage(): string {
  const api = useApi(appLanguageApiRef);
  const [language, setLanguage] = useState(() => api.getLanguage().language);
  useEffect(() => {
    const subscription = api.language$().subscribe((chosen) => setLanguage(chosen.language));
    return () => subscription.unsubscribe();
  }, [api]);
  return language;
}
