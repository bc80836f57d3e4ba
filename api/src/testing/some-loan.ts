import type { Centre, Loan, SchoolUnit } from '@mediecentral/contracts';

/** A loan as its borrower sees it once it has been approved; tests change what they are about. */
export const someLoan: Loan = {
  id: '0'.repeat(23) + '7',
  reference: 'L-2026-00142',
  state: 'approved',
  version: 2,
  requestedAt: '2026-02-24T08:30:00.000Z',
  borrower: { id: 'c'.repeat(24), displayName: 'Åsa Öberg', email: 'asa.oberg@example.org' },
  schoolUnit: { id: 'a'.repeat(24), name: 'Norrängsskolan' },
  municipality: { code: '0881', name: 'Nybro' },
  stage: 'grades_1_3',
  from: '2026-03-05',
  to: '2026-03-20',
  window: {
    dispatchOn: '2026-03-04',
    arrivesOn: '2026-03-05',
    returnOn: '2026-03-25',
    backOn: '2026-03-25',
    claimedFrom: '2026-03-04',
    claimedTo: '2026-03-26',
  },
  delivery: 'transport',
  group: '2B',
  pupils: 24,
  lines: [
    {
      id: '1'.repeat(24),
      modelId: 'b'.repeat(24),
      modelName: 'BlueBot',
      drawing: 'bluebot',
      shelf: 'B1',
      contents: ['Laddkabel', 'Matta'],
      asked: 6,
      granted: 4,
      units: ['BB-01', 'BB-02', 'BB-03', 'BB-04'].map((inventoryNumber, index) => ({
        unitId: String(index).padStart(24, '0'),
        inventoryNumber,
      })),
    },
    {
      id: '2'.repeat(24),
      modelId: 'd'.repeat(24),
      modelName: 'iPad-väska',
      drawing: 'ipad',
      shelf: 'A2',
      contents: [],
      asked: 1,
      granted: 1,
      units: [{ unitId: 'e'.repeat(24), inventoryNumber: 'IP-07' }],
    },
  ],
  shipments: [],
  events: [],
  overdueDays: 0,
  inDanger: false,
  allowed: [],
};

export const someSchool: SchoolUnit = {
  id: 'a'.repeat(24),
  name: 'Norrängsskolan',
  kind: 'school',
  municipality: { code: '0881', name: 'Nybro' },
  stages: ['grades_1_3'],
  address: { street: 'Ängsvägen 4', postalCode: '382 30', city: 'Nybro' },
  deliveryNote: 'Vaktmästeriet, port B',
  active: true,
  version: 0,
};

export const someCentre: Centre = {
  name: 'AV-Media Kalmar län',
  product: 'Mediecentral',
  email: 'hej@example.org',
  phone: '0480-00 00 00',
  openingHours: '8–16',
  address: { street: 'Nygatan 34', postalCode: '392 34', city: 'Kalmar' },
  today: '2026-03-02',
  developmentLogin: false,
};
