<?php
/**
 * Leaves nothing behind but the orders: their payments, transaction ids and notes belong to the shop.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

// An active plugin that is uninstalled in one go has them already.
if ( ! defined( 'Reglo\VERSION' ) ) {
	define( 'Reglo\VERSION', '' );
	define( 'Reglo\FILE', __FILE__ );
}
foreach ( array( 'signature', 'connection', 'app-client', 'install', 'outbox', 'order-events', 'mark-paid', 'endpoints', 'links', 'pay-links', 'pictures', 'connect' ) as $part ) {
	require_once __DIR__ . "/includes/$part.php";
}

/** One site: both sides of its connection, then all that was kept. */
function clean_site(): void {
	global $wpdb;
	if ( find_connection() !== null ) {
		revoke_connection();
	}
	if ( function_exists( 'as_unschedule_all_actions' ) ) {
		as_unschedule_all_actions( '', array(), SCHEDULE_GROUP );
	}
	$wpdb->query( 'DROP TABLE IF EXISTS ' . outbox_table() );
	$wpdb->query( 'DROP TABLE IF EXISTS ' . links_table() );
	foreach ( array( 'reglo_', '_transient_reglo_', '_transient_timeout_reglo_', 'woocommerce_reglo_' ) as $prefix ) {
		$wpdb->query( $wpdb->prepare( "DELETE FROM $wpdb->options WHERE option_name LIKE %s", $wpdb->esc_like( $prefix ) . '%' ) );
	}
}

// A plugin is uninstalled once for a whole network of sites.
on_each_site( is_multisite(), __NAMESPACE__ . '\clean_site' );
wp_cache_flush();
