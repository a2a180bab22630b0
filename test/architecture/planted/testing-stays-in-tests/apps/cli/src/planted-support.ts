import '#test/support/planted-support';
