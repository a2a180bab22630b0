import '#application';
