import { actedForOwner } from './acted-for-owner.js';

describe('acting where the owner could have', () => {
  it.each([
    { id: 'adam', role: 'member', told: true },
    { id: 'alice', role: 'member', told: false },
    { id: 'sam', role: 'sales', told: false },
    { id: 'olga', role: 'operator', told: false },
    { id: 'system', role: 'system', told: false },
    // Whoever is owner and acts as staff is known by what he acts as.
    { id: 'alice', role: 'sales', told: false },
  ])('D9 as $role, $id: the owner is told: $told', ({ id, role, told }) =>
    expect(actedForOwner({ id, role }, 'alice')).toBe(told),
  );
});
