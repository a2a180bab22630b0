/** R1: what a subscription can belong to. */
export type SpaceKind = 'workspace' | 'team' | 'organization';
