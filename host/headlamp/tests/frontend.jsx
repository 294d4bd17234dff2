// The parts of Headlamp's frontend that its SDK contains: the store, the routes with the details pages, and the plug-in loader. The
// frame around the pages (menu, top bar) is not in the SDK.
// This import must be first, as in Headlamp: its files import each other in circles, which only work in this order.
import { fetchAndExecutePlugins } from '@kinvolk/headlamp-plugin/lib/plugin';
import CssBaseline from '@mui/material/CssBaseline';
import { StyledEngineProvider, ThemeProvider } from '@mui/material/styles';
import { QueryClientProvider } from '@tanstack/react-query';
import themes from '@kinvolk/headlamp-plugin/lib/components/App/defaultAppThemes';
import RouteSwitcher from '@kinvolk/headlamp-plugin/lib/components/App/RouteSwitcher';
import { queryClient } from '@kinvolk/headlamp-plugin/lib/lib/queryClient';
import { createMuiTheme } from '@kinvolk/headlamp-plugin/lib/lib/themes';
import { setConfig } from '@kinvolk/headlamp-plugin/lib/redux/configSlice';
import store from '@kinvolk/headlamp-plugin/lib/redux/stores/store';
import { SnackbarProvider } from 'notistack';
import { createRoot } from 'react-dom/client';
import { Provider } from 'react-redux';
import { BrowserRouter } from 'react-router-dom';

const { clusters } = await (await fetch('/config')).json();
store.dispatch(setConfig({ clusters: Object.fromEntries(clusters.map(cluster => [cluster.name, cluster])) }));
const refused = plugins => {
  throw new Error(`incompatible: ${Object.keys(plugins)}`);
};
await fetchAndExecutePlugins([], () => {}, refused);

const mode = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
createRoot(document.getElementById('root')).render(
  <Provider store={store}>
    <QueryClientProvider client={queryClient}>
      <StyledEngineProvider injectFirst>
        <ThemeProvider theme={createMuiTheme(themes.find(theme => theme.name === mode))}>
          <CssBaseline />
          <SnackbarProvider>
            <BrowserRouter>
              <RouteSwitcher requiresToken={() => false} />
            </BrowserRouter>
          </SnackbarProvider>
        </ThemeProvider>
      </StyledEngineProvider>
    </QueryClientProvider>
  </Provider>
);
