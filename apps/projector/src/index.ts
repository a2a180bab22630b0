export { Projector, PROJECTIONS } from '#read-models/projector';
