import '#apps/api';
