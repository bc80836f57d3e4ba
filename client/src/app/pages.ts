/** Every page’s code by name; loaded when the page is opened, or a moment before, when its link is pointed at. */
export const pages = {
  home: async () => ({ Component: (await import('../features/home/index.ts')).HomePage }),
  equipmentList: async () => ({
    Component: (await import('../features/equipment/index.ts')).EquipmentListPage,
  }),
  equipment: async () => ({ Component: (await import('../features/equipment/index.ts')).EquipmentPage }),
  basket: async () => ({ Component: (await import('../features/booking/index.ts')).BookingPage }),
  loans: async () => ({ Component: (await import('../features/loans/index.ts')).LoansPage }),
  loan: async () => ({ Component: (await import('../features/loans/index.ts')).LoanPage }),
  myAccount: async () => ({
    Component: (await import('../features/my-account/my-account-page.tsx')).MyAccountPage,
  }),
  register: async () => ({
    Component: (await import('../features/register/register-page.tsx')).RegisterPage,
  }),
  login: async () => ({ Component: (await import('../features/accounts/login-page.tsx')).LoginPage }),
} as const;
