export { ApiModule } from './api.module.js';
export { Api, createApi } from './create-api.js';
export { openApiDocument } from './docs/open-api.js';
export { listenAsSet, startApi } from './start-api.js';
export {
  ApiSettings,
  ProcessApiSettings,
  ProjectorBarrier,
  ReadBarrier,
  type ApiPorts,
  type SignIn,
} from './ports/index.js';
