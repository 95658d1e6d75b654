import { startRouter } from './router.js';
import { drawBar } from './bar.js';
import { listenToKeys } from './keys.js';
import './components/chart.js';

const screens = [
  ['/', () => import('./screens/searches.js')],
  ['/searches', () => import('./screens/searches.js')],
  ['/searches/new', () => import('./screens/new-search.js')],
  ['/searches/:id', () => import('./screens/live-search.js')],
  ['/models/:id', () => import('./screens/model.js')],
  ['/architectures/:id', () => import('./screens/architecture.js')],
  ['/compare', () => import('./screens/compare.js')],
  ['/ranks', () => import('./screens/ranks.js')],
  ['/ranks/:search/:reference', () => import('./screens/rank.js')],
  ['/datasets', () => import('./screens/datasets.js')],
  ['/datasets/:id', () => import('./screens/dataset.js')],
  ['/leagues', () => import('./screens/leagues.js')],
  ['/leagues/:name', () => import('./screens/league.js')],
];

drawBar();
listenToKeys();
startRouter(document.getElementById('main'), screens, drawBar);
