import '#apps/cli';
